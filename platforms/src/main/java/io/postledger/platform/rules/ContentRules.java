package io.postledger.platform.rules;

import java.util.List;

/** What one network accepts. Pure: no I/O, no clock. */
public interface ContentRules {

    /** What it asks for beside text and media; whatever is not named here is refused. */
    default List<OptionRule> options() {
        return List.of();
    }

    /** Everything that the network would refuse about text and media; empty when nothing. Options are checked apart. */
    List<Violation> validate(Content content);
}
