namespace Emend.Core.Rules;

/// <summary>What a rule violation is about, if it is not about the whole order.</summary>
/// <param name="Kind">Kind of the subject.</param>
/// <param name="Id">Id of the subject.</param>
public readonly record struct ViolationSubject(ViolationSubjectKind Kind, string Id);

/// <summary>Kind of the subject of a rule violation.</summary>
public enum ViolationSubjectKind
{
    /// <summary>A line of the order.</summary>
    Line,

    /// <summary>A pick job.</summary>
    PickJob,

    /// <summary>A handover job.</summary>
    HandoverJob,

    /// <summary>A shipment.</summary>
    Shipment,

    /// <summary>A parcel.</summary>
    Parcel,

    /// <summary>A return task.</summary>
    ReturnTask,

    /// <summary>A facility.</summary>
    Facility,
}
