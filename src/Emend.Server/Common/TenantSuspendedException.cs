namespace Emend.Server.Common;

/// <summary>The tenant of the caller is suspended or being removed.</summary>
internal sealed class TenantSuspendedException() : Exception("The tenant is suspended.");
