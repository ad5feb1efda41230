package dev.ordersaga.engine;

import dev.ordersaga.engine.Hop.Source;
import dev.ordersaga.saga.Notice;
import java.util.Optional;

/** Work that a message brought: the message is answered once the work is settled. */
abstract class MessageWork implements Work {

    private final Notice notice;
    private final Letter letter;

    MessageWork(Notice notice, Letter letter) {
        this.notice = notice;
        this.letter = letter;
    }

    Notice notice() {
        return notice;
    }

    @Override
    public String uuid() {
        return notice.uuid();
    }

    @Override
    public String step() {
        return letter.step();
    }

    @Override
    public String task() {
        return "process";
    }

    @Override
    public Optional<Source> source() {
        return Optional.of(letter.source());
    }

    @Override
    public void done() {
        letter.done();
    }

    @Override
    public void reject(String why) {
        letter.reject(why);
    }

    @Override
    public void retry(Throwable cause) {
        letter.retry(cause);
    }

    @Override
    public void bug(RuntimeException thrown) {
        letter.bug(uuid(), thrown);
    }
}
