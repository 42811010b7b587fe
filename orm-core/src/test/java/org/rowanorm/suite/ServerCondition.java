package org.rowanorm.suite;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Skips a suite whose server cannot run here; the report counts its tests and has the reason. */
final class ServerCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("the suite runs");
    }
    Object suite = ReflectionSupport.newInstance(context.getRequiredTestClass());
    Optional<String> why = ((DialectSuite) suite).database().whyUnavailable();
    return why.map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("the server can run"));
  }
}
