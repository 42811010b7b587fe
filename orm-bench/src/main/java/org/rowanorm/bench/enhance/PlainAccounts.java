package org.rowanorm.bench.enhance;

/** Plain objects: nobody knows of changes, and nothing is lazy. */
final class PlainAccounts implements Accounts {

  @Override
  public Account clean() {
    return new Account(1, NAME, null);
  }

  @Override
  public Account lazilyLoaded() {
    return clean();
  }

  @Override
  public boolean isDirty(Account account) {
    return false;
  }

  @Override
  public void makeClean(Account account) {}

  @Override
  public void close() {}
}
