/**
 * The late attach for tests: JUnit calls it before the first test class is found. The only package
 * that knows JUnit and the attach API. Imports {@code org.rowanorm.agent} only.
 */
@NullMarked
package org.rowanorm.agent.attach;

import org.jspecify.annotations.NullMarked;
