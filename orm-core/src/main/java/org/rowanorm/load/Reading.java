package org.rowanorm.load;

import java.util.List;
import java.util.function.Supplier;
import org.rowanorm.jdbc.Read;

/**
 * A SELECT that is to be sent, and what is made of its rows then. For one use.
 *
 * @param result to be asked after it was sent
 */
public record Reading<R>(Read read, Supplier<List<R>> result) {}
