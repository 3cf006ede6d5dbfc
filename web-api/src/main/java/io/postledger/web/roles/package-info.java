/** Which roles a process has, and whether they can work where they are. */
@NullMarked
package io.postledger.web.roles;

import org.jspecify.annotations.NullMarked;
