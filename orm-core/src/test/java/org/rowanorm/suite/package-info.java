/**
 * What must hold on every database, written once and run on each: a {@code XSuiteTest} names the
 * database, {@link org.rowanorm.suite.DialectSuite} gathers the topics and gives them a database of
 * their own. To add a database: a {@code SuiteDatabase} that says what differs, and a test class of
 * one line.
 */
package org.rowanorm.suite;
