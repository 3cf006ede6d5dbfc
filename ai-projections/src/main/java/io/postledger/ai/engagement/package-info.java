/** How publications were received, as features. */
@NullMarked
package io.postledger.ai.engagement;

import org.jspecify.annotations.NullMarked;
