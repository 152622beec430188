namespace Emend.Server.Configuration;

/// <summary>A setting of a tenant and its version.</summary>
/// <param name="Version">0 if the tenant has not set it. Incremented by every write.</param>
/// <param name="Value">The value; the default if the tenant has not set it.</param>
/// <param name="CreatedAt">The time of the first write; null if the tenant has not set it.</param>
/// <param name="ModifiedAt">The time of the last write; null if the tenant has not set it.</param>
internal sealed record VersionedSetting<T>(long Version, T Value, DateTimeOffset? CreatedAt, DateTimeOffset? ModifiedAt);
