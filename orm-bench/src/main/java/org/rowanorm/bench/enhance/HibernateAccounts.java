package org.rowanorm.bench.enhance;

import java.util.Set;
import org.hibernate.bytecode.enhance.spi.interceptor.LazyAttributeLoadingInterceptor;
import org.hibernate.bytecode.enhance.spi.interceptor.LazyAttributeLoadingInterceptor.EntityRelatedState;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's, without a session: as an entity without lazy attributes has them (no interceptor),
 * or one that has some, which are loaded.
 */
final class HibernateAccounts implements Accounts {

  private final @Nullable EntityRelatedState lazy;

  HibernateAccounts(boolean intercepted) {
    lazy = intercepted ? new EntityRelatedState(Account.class.getName(), Set.of("email")) : null;
  }

  @Override
  public Account clean() {
    return managed(new Account(1, NAME, null));
  }

  private Account managed(Account account) {
    if (lazy != null) {
      ((PersistentAttributeInterceptable) account)
          .$$_hibernate_setInterceptor(new LazyAttributeLoadingInterceptor(lazy, 1L, null));
    }
    makeClean(account);
    return account;
  }

  @Override
  public Account lazilyLoaded() {
    return clean();
  }

  @Override
  public boolean isDirty(Account account) {
    return ((SelfDirtinessTracker) account).$$_hibernate_hasDirtyAttributes();
  }

  @Override
  public void makeClean(Account account) {
    ((SelfDirtinessTracker) account).$$_hibernate_clearDirtyAttributes();
  }

  @Override
  public void close() {}
}
