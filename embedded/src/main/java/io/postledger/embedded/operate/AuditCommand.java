package io.postledger.embedded.operate;

import picocli.CommandLine.Command;

/** {@code ./postledger audit}: history that an auditor can take away and prove. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "For auditors.",
        subcommands = {AuditExportCommand.class, AuditVerifyCommand.class})
public final class AuditCommand {
    /** Runs the command; the process ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(OperatorException.execute(new AuditCommand(), arguments));
    }
}
