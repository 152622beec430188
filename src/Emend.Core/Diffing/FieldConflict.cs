using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>A requested field that another modification changed after the version that the caller saw.</summary>
/// <param name="Path">Path of the field, as in <see cref="FieldDifference"/>.</param>
/// <param name="Base">Value that the caller saw; null if absent.</param>
/// <param name="Current">Current value; null if absent.</param>
/// <param name="Requested">Requested value; null for a removal.</param>
/// <param name="Description">Description of the field.</param>
public sealed record FieldConflict(string Path, JsonText? Base, JsonText? Current, JsonText? Requested, string Description);
