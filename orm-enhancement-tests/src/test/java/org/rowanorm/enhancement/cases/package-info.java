/**
 * The cases, named by their ids in docs/enhancement.md. The build leaves these classes plain; each
 * case runs in class loaders of its own, once on what the agent makes of them and once on what the
 * goals make.
 */
@org.jspecify.annotations.NullMarked
package org.rowanorm.enhancement.cases;
