package io.postledger.embedded.operate;

import picocli.CommandLine;

/** What the operator asked for was not done; the message says why, to a person. */
final class OperatorException extends Exception {
    private static final long serialVersionUID = 1L;

    OperatorException(String message) {
        super(message);
    }

    /** Runs a command; what it throws is told in a line. @return the exit code */
    static int execute(Object command, String... arguments) {
        return new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}
