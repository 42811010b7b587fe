package org.rowanorm.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.Origin;
import org.rowanorm.load.EntityLoader;
import org.rowanorm.load.FetchLoader;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.plan.EntityPlan;
import org.rowanorm.plan.FetchPlan;
import org.rowanorm.plan.FetchTree.Branch;
import org.rowanorm.plan.Plans;
import org.rowanorm.translate.FetchPlanner;
import org.rowanorm.translate.Prepared;
import org.rowanorm.translate.SqlTranslator;
import org.rowanorm.translate.Translated;
import org.rowanorm.tree.QueryTree;

/** Carries out queries that fetch something with their objects. Not thread-safe. */
final class Fetching {

  private final SqlTranslator translator;
  private final FetchPlanner planner;
  private final FetchLoader loader;

  Fetching(SqlTranslator translator, Plans plans, EntityLoader loader) {
    this.translator = translator;
    this.planner = new FetchPlanner(plans.seen());
    this.loader = new FetchLoader(loader);
  }

  /** The entities whose changes may show in what is fetched. */
  static Set<EntityModel> entities(Prepared query, Translated rows) {
    if (query.fetches().isEmpty()) {
      return rows.entities();
    }
    Set<EntityModel> entities = new HashSet<>(rows.entities());
    query.fetches().addEntities(entities);
    return entities;
  }

  /** The objects of a query. */
  List<Object> list(Prepared query, EntityPlan root, Origin origin) {
    FetchPlan plan = planner.plan(query);
    Translated made = translator.translate(tree(query, plan), query.written());
    List<ManagedEntity> found =
        loader.list(
            root, plan, made.sql(), made.parameters(query.parameters()), origin, made.expected());
    askAgain(query, plan, found);
    loader.load(found, plan);
    List<Object> objects = new ArrayList<>(found.size());
    found.forEach(state -> objects.add(state.entity()));
    return objects;
  }

  /** Loads what objects that were found otherwise are to have. */
  void load(Prepared query, List<?> found) {
    if (!query.fetches().isEmpty()) {
      loader.load(loader.states(found), planner.byKey(query.fetches()));
    }
  }

  private static QueryTree tree(Prepared query, FetchPlan plan) {
    Branch collection = plan.collection();
    if (plan.references().isEmpty() && collection == null) {
      return new QueryTree.Rows(query.tree());
    }
    return new QueryTree.Fetched(
        query.tree(),
        true,
        plan.references().paths(),
        collection == null ? null : collection.path(),
        collection == null ? List.of() : plan.beside(collection).paths());
  }

  /** Long lists of keys are spared where the query can tell them. */
  private void askAgain(Prepared query, FetchPlan plan, List<ManagedEntity> found) {
    for (Branch branch : plan.again()) {
      ToManyAttribute collection = branch.collection();
      if (collection != null && !plan.joins(branch) && loader.isLong(found, collection)) {
        Translated made =
            translator.translate(
                new QueryTree.Fetched(
                    query.tree(), false, List.of(), branch.path(), plan.beside(branch).paths()),
                query.written());
        loader.elements(plan.byKey(branch), found, made.sql(), made.parameters(query.parameters()));
      }
    }
  }
}
