.DEFAULT_GOAL := help
.PHONY: up down status logs demo test help prerequisites FORCE create-topics create-subscriptions data-init \
	generate-dotenv-files gcloud-env watch-success watch-errors audit explain retry cancel compensate restock price \
	dead-letters replay-dead-letters simulate chaos bench bench-report

JAVA := java -XX:TieredStopAtLevel=1
STACK := $(JAVA) -Dslf4j.internal.verbosity=ERROR -cp 'local-stack/target/local-stack.jar:local-stack/target/lib/*' \
	dev.ordersaga.localstack.Main
BENCH := java -XX:+UseSerialGC -Dslf4j.internal.verbosity=ERROR -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
	dev.ordersaga.benchmarks
JARS := local-stack/target/local-stack.jar benchmarks/target/benchmarks.jar $(patsubst %,%/target/quarkus-app/quarkus-run.jar,\
	data-init operations frontend-service order-service inventory-service payment-service janitor-service)
SOURCES := $(shell find . \( -name .git -o -name target \) -prune -o \( -name pom.xml -o -path '*/src/main*' \) -print)
BUILT := target/built
# A command before what make up started, or before the real project; in a folder without .env, as the services.
RUN = @env=$$($(STACK) env) && eval "$$env" && mkdir -p .run && cd .run && \
	exec $(JAVA) -Dquarkus.google.cloud.enable-metadata-server=false -jar ../$(1)/target/quarkus-app/quarkus-run.jar

# One test class that is run only on demand, with all it needs built before.
ONLY := mvn -B -ntp -T 2 -pl system-tests -am -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false \
	verify -Dtest=None -Dfailsafe.failIfNoSpecifiedTests=false

up: $(BUILT) ## Build if needed, start everything that does not run, wait until it is ready
	@$(STACK) up

down: local-stack/target/local-stack.jar ## Stop everything that up started
	@$(STACK) down

status: $(BUILT) ## Show what runs, how many orders there are, and which of them are stuck
	@$(STACK) status

logs: local-stack/target/local-stack.jar ## Follow all logs, or those of SERVICE=name
	@$(STACK) logs $(SERVICE)

demo: local-stack/target/local-stack.jar ## Place five orders and show what becomes of them
	@$(STACK) demo

create-topics: $(BUILT) ## Make the topics that are missing
	$(call RUN,data-init) topics

create-subscriptions: $(BUILT) ## Make the subscriptions that are missing
	$(call RUN,data-init) subscriptions

data-init: $(BUILT) ## Make what is missing, seed data too; ARGS=--wipe deletes all data and messages first
	$(call RUN,data-init) $(ARGS)

generate-dotenv-files: local-stack/target/local-stack.jar ## Make a .env for each service; FORCE=1 also where there is one
	@$(STACK) dotenv $(if $(filter-out 0,$(FORCE)),--force)

gcloud-env: local-stack/target/local-stack.jar ## Print what points gcloud to what runs: eval "$(make -s gcloud-env)"
	@$(STACK) env

watch-success: $(BUILT) ## Show orders that complete, live
	$(call RUN,operations) watch success

watch-errors: $(BUILT) ## Show failures, what is undone and dead letters, live
	$(call RUN,operations) watch errors

audit: $(BUILT) ## Check that everything adds up and nothing is stuck; ARGS='--grace 5m' gives it more time
	$(call RUN,operations) audit $(ARGS)

# What is typed goes through the environment, where no shell reads it, and as it is: make reads no $ in it either.
$(foreach typed,UUID REASON ITEM QUANTITY PRICE,$(eval override $(typed) := $$(value $(typed))))
export UUID REASON ITEM QUANTITY PRICE

explain: $(BUILT) ## Tell all about the order UUID=one: what has happened, what is there of it, what comes next
	$(call RUN,operations) explain "$$UUID"

retry: $(BUILT) ## Publish the event of the order UUID=one that waits once more, for REASON='what its history says'
	$(call RUN,operations) retry "$$UUID" "--reason=$$REASON"

cancel: $(BUILT) ## Take the order UUID=one back, for REASON='what its history says'
	$(call RUN,operations) cancel "$$UUID" "--reason=$$REASON"

compensate: $(BUILT) ## Have the order UUID=one undone, also a complete one, for REASON='what its history says'
	$(call RUN,operations) compensate "$$UUID" "--reason=$$REASON"

restock: $(BUILT) ## Put QUANTITY=500 of ITEM=widget into stock, out with a minus; a new item needs a PRICE=12
	$(call RUN,operations) restock "$$ITEM" "--quantity=$$QUANTITY" $(if $(PRICE),"--price=$$PRICE")

price: $(BUILT) ## Sell ITEM=widget at PRICE=12 from now on
	$(call RUN,operations) price "$$ITEM" "$$PRICE"

dead-letters: $(BUILT) ## List messages that cannot be worked on, and why
	$(call RUN,operations) dead-letters

replay-dead-letters: $(BUILT) ## Put them back to where they came from, or those of UUID=one
	$(call RUN,operations) replay-dead-letters $(if $(UUID),--uuid "$$UUID")

test: | prerequisites ## Run every check and every test
	@system-tests/chromium install >/dev/null
	@system-tests/prometheus install >/dev/null
	@mvn -B -ntp -T 5 verify

simulate: | prerequisites ## Live through SEEDS=100000 worlds in which everything goes wrong, or tell the story of SEED=one
	@mvn -B -ntp -q -pl system-tests -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false \
		$(if $(SEED),-Dtest='SimulationTest#tells*' -Dsimulate.seed='$(SEED)',-Dtest='SimulationTest,MutationTest' \
		-Dsimulate.seeds='$(or $(SEEDS),100000)')

chaos: | prerequisites ## Two of everything under load, and something goes wrong every few seconds, for MINUTES=10
	@$(ONLY) -Dit.test=Chaos -Dchaos.minutes=$(or $(MINUTES),10)

bench: $(BUILT) ## Measure how fast it is, and how fast it could be; ORDERS=2000 for a first look
	@$(BENCH).Bench $(ORDERS)

bench-report: $(BUILT) ## Make docs/performance.md of what was measured last
	@$(BENCH).Report

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-22s %s\n", $$1, $$2 }' Makefile

prerequisites:
	@local-stack/prerequisites

local-stack/target/local-stack.jar: | prerequisites
	@mvn -B -ntp -q -pl local-stack -DskipTests -Dspotless.check.skip package

# A jar that is missing, after a clean of one module, is as good a reason as a source that is newer.
$(BUILT): $(SOURCES) $(if $(filter-out $(wildcard $(JARS)),$(JARS)),FORCE) | prerequisites
	@echo Building
	@mvn -B -ntp -q -DskipTests -Dspotless.check.skip package
	@mkdir -p $(@D) && touch $@
