package io.mooring.contracts;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a class where the environment names queue managers, and skips it as a whole elsewhere. */
final class WhereQueueManagersAreNamed implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Environment.present().namesQueueManagers()
                ? ConditionEvaluationResult.enabled("the environment names queue managers")
                : ConditionEvaluationResult.disabled(Environment.WHAT_WOULD_DO);
    }
}
