using Emend.Core.Routing;
using Emend.Server.Configuration;

namespace Emend.Server.Application.Routing;

/// <summary>The result of a write of <see cref="StrategyService"/>.</summary>
internal abstract record StrategyResult
{
    private StrategyResult()
    {
    }

    /// <summary>The strategy is stored, or active.</summary>
    public sealed record Written(StoredStrategy Strategy) : StrategyResult;

    /// <summary>The current version differs from the expected version.</summary>
    public sealed record VersionConflict(long Current, long Expected) : StrategyResult;

    /// <summary>The default strategy is built in.</summary>
    public sealed record CannotChangeBuiltIn : StrategyResult;

    /// <summary>The fences of the strategy exclude all facilities.</summary>
    /// <param name="Log">The facilities that each fence excludes.</param>
    public sealed record AllFacilitiesExcluded(RoutingLog Log) : StrategyResult;
}
