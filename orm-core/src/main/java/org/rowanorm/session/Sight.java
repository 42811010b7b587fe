package org.rowanorm.session;

import org.rowanorm.load.RowMakers;
import org.rowanorm.plan.Plans;
import org.rowanorm.translate.SqlTranslator;

/**
 * What sessions see of the database: all rows, or those that are not marked as deleted. There is one
 * for each way to see it.
 */
final class Sight {

  private final Plans plans;
  private final SqlTranslator translator;
  private final RowMakers makers = new RowMakers();

  Sight(Plans plans) {
    this.plans = plans;
    this.translator = new SqlTranslator(plans);
  }

  Plans plans() {
    return plans;
  }

  SqlTranslator translator() {
    return translator;
  }

  RowMakers makers() {
    return makers;
  }
}
