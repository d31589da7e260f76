package padlock.scenario.cli;

/** How a command ends, for scripts. */
final class ExitCode {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int INCONCLUSIVE = 2;
    static final int BAD_INPUT = 3;
    static final int BUG = 4;

    private ExitCode() {}
}
