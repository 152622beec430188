using Emend.Core.Commands;

namespace Emend.Server.BackgroundWork;

/// <summary>What an effect handler learned from the other system.</summary>
internal abstract record EffectResponse
{
    private EffectResponse()
    {
    }

    /// <summary>The other system responded. The command records the response in the order.</summary>
    public sealed record Answered(OrderCommand Command) : EffectResponse;

    /// <summary>The other system did not respond. The effect is sent again with the same key.</summary>
    /// <param name="Error">Code of the failure, without personal data.</param>
    public sealed record NotReached(string Error) : EffectResponse;
}
