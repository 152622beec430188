using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>An id, of Emend or of the tenant.</summary>
internal sealed class IdAttribute() : SchemaAttribute(NativeCommonSchemas.Id);
