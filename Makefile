.DEFAULT_GOAL := help
.PHONY: up down status logs demo test help prerequisites FORCE

STACK := java -XX:TieredStopAtLevel=1 -cp 'local-stack/target/local-stack.jar:local-stack/target/lib/*' \
	dev.ordersaga.localstack.Main
JARS := local-stack/target/local-stack.jar $(patsubst %,%/target/quarkus-app/quarkus-run.jar,\
	data-init frontend-service order-service inventory-service payment-service janitor-service)
SOURCES := $(shell find . \( -name .git -o -name target \) -prune -o \( -name pom.xml -o -path '*/src/main*' \) -print)
BUILT := target/built

up: $(BUILT) ## Build if needed, start everything that does not run, wait until it is ready
	@$(STACK) up

down: local-stack/target/local-stack.jar ## Stop everything that up started
	@$(STACK) down

status: local-stack/target/local-stack.jar ## Show what runs
	@$(STACK) status

logs: local-stack/target/local-stack.jar ## Follow all logs, or those of SERVICE=name
	@$(STACK) logs $(SERVICE)

demo: local-stack/target/local-stack.jar ## Place five orders and show what becomes of them
	@$(STACK) demo

test: | prerequisites ## Run every check and every test
	@mvn -B -ntp verify

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

prerequisites:
	@local-stack/prerequisites

local-stack/target/local-stack.jar: | prerequisites
	@mvn -B -ntp -q -pl local-stack -DskipTests -Dspotless.check.skip package

# A jar that is missing, after a clean of one module, is as good a reason as a source that is newer.
$(BUILT): $(SOURCES) $(if $(filter-out $(wildcard $(JARS)),$(JARS)),FORCE) | prerequisites
	@echo Building
	@mvn -B -ntp -q -DskipTests -Dspotless.check.skip package
	@mkdir -p $(@D) && touch $@
