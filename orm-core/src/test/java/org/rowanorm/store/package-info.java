/** Shops and what they sell: the entities of the tests of queries, with their query classes. */
package org.rowanorm.store;
