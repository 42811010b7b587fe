package org.rowanorm.session;

import org.rowanorm.load.RowMakers;
import org.rowanorm.plan.Plans;
import org.rowanorm.translate.SqlTranslator;

/** What sessions see of the database: all rows, or those that are not marked as deleted. */
record Sight(Plans plans, SqlTranslator translator, RowMakers makers) {

  static Sight of(Plans plans) {
    return new Sight(plans, new SqlTranslator(plans), new RowMakers());
  }
}
