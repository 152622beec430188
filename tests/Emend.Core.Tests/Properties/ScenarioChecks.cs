using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>Checks a property of random order scenarios, or of each of their steps.</summary>
internal static class ScenarioChecks
{
    public static void CheckSteps(int maxTest, Action<ScenarioStep> holds) => CheckScenarios(maxTest, scenario =>
    {
        foreach (var step in scenario.Steps)
        {
            holds(step);
        }
    });

    public static void CheckScenarios(int maxTest, Action<OrderScenario> holds) =>
        Check.One(PropertyConfig.Create(maxTest), Prop.ForAll(Arb.From(OrderScenario.Any), holds));
}
