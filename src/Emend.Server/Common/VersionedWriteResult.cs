namespace Emend.Server.Common;

/// <summary>Result of a write of a versioned value. Only <see cref="Written"/> means that the value is stored.</summary>
/// <typeparam name="T">The value.</typeparam>
internal abstract record VersionedWriteResult<T>
{
    private VersionedWriteResult()
    {
    }

    /// <summary>The value is stored. A write without effect keeps the version.</summary>
    /// <param name="Value">The stored value.</param>
    /// <param name="IsNew">Whether the write created the value.</param>
    public sealed record Written(T Value, bool IsNew) : VersionedWriteResult<T>;

    /// <summary>The value does not exist.</summary>
    public sealed record NotFound : VersionedWriteResult<T>;

    /// <summary>The stored version differs from the expected version.</summary>
    /// <param name="Current">The stored version; 0 if nothing is stored.</param>
    /// <param name="Expected">The expected version.</param>
    public sealed record VersionConflict(long Current, long Expected) : VersionedWriteResult<T>;

    /// <summary>Another value has the same name.</summary>
    /// <param name="Existing">The other value.</param>
    public sealed record NameConflict(T Existing) : VersionedWriteResult<T>;

    /// <summary>The list has its maximum number of entries.</summary>
    /// <param name="Max">The maximum number.</param>
    public sealed record LimitReached(int Max) : VersionedWriteResult<T>;
}
