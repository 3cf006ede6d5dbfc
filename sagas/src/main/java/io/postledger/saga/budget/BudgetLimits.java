package io.postledger.saga.budget;

import io.postledger.api.account.Platform;
import io.postledger.platform.Budget;

/** How large a budget is: as documented, or as settings say. */
public interface BudgetLimits {
    long of(Platform platform, Budget budget);
}
