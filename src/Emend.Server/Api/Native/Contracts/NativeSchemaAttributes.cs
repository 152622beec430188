using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>An id, of Emend or of the tenant.</summary>
internal sealed class IdAttribute() : SchemaAttribute(NativeCommonSchemas.Id);

/// <summary>The reason code of a request.</summary>
internal sealed class ReasonAttribute() : SchemaAttribute(NativeCommonSchemas.Reason);

/// <summary>The type of an event.</summary>
internal sealed class EventTypeAttribute() : SchemaAttribute(EventWriter.TypeSchema);
