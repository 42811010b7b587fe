/** A club: entities with every kind of association, and a model of what is done to them. */
package org.rowanorm.club;
