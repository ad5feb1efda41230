package dev.ordersaga.datainit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.google.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class WipeOptionsTest {

    private static final Target EMULATED = new Target("local", Optional.of("p:1"), Optional.of("f:1"));
    private static final Target GOOGLE = new Target("shop", Optional.empty(), Optional.empty());
    private static final Target HALF = new Target("shop", Optional.of("p:1"), Optional.empty());

    @Command
    private static final class Some {
        @Mixin
        private WipeOptions options;
    }

    private static void check(Target target, String... arguments) {
        var some = new Some();
        var line = new CommandLine(some);
        line.parseArgs(arguments);
        some.options.check(line.getCommandSpec(), target);
    }

    @Test
    void anything_may_be_left_alone() {
        assertThatCode(() -> check(GOOGLE)).doesNotThrowAnyException();
        assertThatCode(() -> check(EMULATED)).doesNotThrowAnyException();
    }

    @Test
    void an_emulator_may_be_wiped() {
        assertThatCode(() -> check(EMULATED, "--wipe")).doesNotThrowAnyException();
    }

    @Test
    void defect_17_a_real_project_is_wiped_only_by_its_name() {
        for (var target : new Target[] {GOOGLE, HALF}) {
            assertThatThrownBy(() -> check(target, "--wipe"))
                    .isInstanceOf(ParameterException.class)
                    .hasMessageContaining("This is no emulator but project shop")
                    .hasMessageContaining("add --yes-wipe-project shop");
            assertThatThrownBy(() -> check(target, "--wipe", "--yes-wipe-project", "Shop"))
                    .isInstanceOf(ParameterException.class)
                    .hasMessageContaining("names Shop, but this is project shop");
            assertThatCode(() -> check(target, "--wipe", "--yes-wipe-project", "shop"))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void an_emulator_is_not_wiped_by_another_name() {
        assertThatThrownBy(() -> check(EMULATED, "--wipe", "--yes-wipe-project", "shop"))
                .isInstanceOf(ParameterException.class);
    }

    @Test
    void a_name_alone_wipes_nothing() {
        assertThatThrownBy(() -> check(GOOGLE, "--yes-wipe-project", "shop"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("--yes-wipe-project means nothing without --wipe");
        assertThat(new WipeOptions().asked()).isFalse();
    }
}
