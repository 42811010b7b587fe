/**
 * A zoo: entities of mappings that are more than one table with one id, with their query classes.
 */
package org.rowanorm.zoo;
