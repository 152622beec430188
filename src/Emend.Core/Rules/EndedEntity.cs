using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>An entity that left its order, in its last state.</summary>
public abstract record EndedEntity
{
    private EndedEntity()
    {
    }

    /// <summary>A pick job.</summary>
    /// <param name="Job">The last state.</param>
    public sealed record OfPickJob(PickJob Job) : EndedEntity;

    /// <summary>A handover job.</summary>
    /// <param name="Job">The last state.</param>
    public sealed record OfHandoverJob(HandoverJob Job) : EndedEntity;

    /// <summary>A return task.</summary>
    /// <param name="Task">The last state.</param>
    public sealed record OfReturnTask(ReturnTask Task) : EndedEntity;
}
