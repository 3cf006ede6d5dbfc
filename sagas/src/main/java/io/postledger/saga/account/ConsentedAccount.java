package io.postledger.saga.account;

import io.postledger.api.RejectedException;
import io.postledger.api.RejectionCode;
import io.postledger.platform.Connectable;
import io.postledger.platform.RemoteAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of the accounts that a consent covers is meant: a person may manage several pages. */
final class ConsentedAccount {
    private ConsentedAccount() {}

    /**
     * @param named the network's id or a handle, as the person who began gave it; null where they named none
     * @param known the network's id of the account that is reconnected; null where there is none
     * @throws RejectedException CONNECTION_AMBIGUOUS, ACCOUNT_MISMATCH; the details are the consent's accounts, id to name
     */
    static Connectable choose(List<Connectable> covered, @Nullable String named, @Nullable String known) {
        String wanted = named == null ? known : named;
        if (wanted != null) {
            return covered.stream()
                    .filter(one -> is(one.account(), wanted))
                    .findFirst()
                    .orElseThrow(() -> refused(
                            RejectionCode.ACCOUNT_MISMATCH,
                            "Access was granted to other accounts than the one asked for",
                            covered));
        }
        if (covered.size() > 1) {
            throw refused(
                    RejectionCode.CONNECTION_AMBIGUOUS,
                    "Access was granted to several accounts; begin again with the externalId of one",
                    covered);
        }
        return covered.get(0);
    }

    private static boolean is(RemoteAccount account, String wanted) {
        String handle = wanted.startsWith("@") ? wanted.substring(1) : wanted;
        return account.externalId().equals(wanted)
                || (account.handle() != null && account.handle().equalsIgnoreCase(handle));
    }

    private static RejectedException refused(RejectionCode code, String sentence, List<Connectable> covered) {
        Map<String, String> names = new LinkedHashMap<>();
        covered.forEach(
                one -> names.put(one.account().externalId(), one.account().displayName()));
        String list = names.entrySet().stream()
                .map(one -> one.getValue() + " (" + one.getKey() + ")")
                .collect(Collectors.joining(", "));
        return new RejectedException(code, sentence + ": " + list, names);
    }
}
