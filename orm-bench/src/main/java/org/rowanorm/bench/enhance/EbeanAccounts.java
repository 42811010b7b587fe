package org.rowanorm.bench.enhance;

import io.ebean.bean.EntityBean;

/** Ebean's, without a database: beans that are loaded. */
final class EbeanAccounts implements Accounts {

  @Override
  public Account clean() {
    Account account = new Account(1, NAME, null);
    ((EntityBean) account)._ebean_getIntercept().setLoadedPropertyAll();
    makeClean(account);
    return account;
  }

  @Override
  public Account lazilyLoaded() {
    return clean();
  }

  @Override
  public boolean isDirty(Account account) {
    return ((EntityBean) account)._ebean_getIntercept().isDirty();
  }

  @Override
  public void makeClean(Account account) {
    ((EntityBean) account)._ebean_getIntercept().setLoaded();
  }

  @Override
  public void close() {}
}
