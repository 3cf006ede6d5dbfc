/** What is about a person: how it is marked, and how it is forgotten. */
@NullMarked
package io.postledger.api.privacy;

import org.jspecify.annotations.NullMarked;
