package org.rowanorm.query;

/**
 * An attribute of a query class that can be loaded with its object, or kept from being loaded: a
 * reference, a collection, a map, or a value that is mapped as lazy.
 */
public sealed interface Loadable permits ElementsPath, MapPath, Path, ToManyPath {}
