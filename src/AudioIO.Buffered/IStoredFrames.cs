namespace AudioIO;

/// <summary>
/// A signal that can say which of its frames are stored where, as they are: what is computed from them can be kept beside them then, and
/// recognised again. A recording's signal is one; what is computed from other signals is none.
/// </summary>
public interface IStoredFrames
{
    /// <summary>
    /// What is stored as it is, in ascending order and without overlap; frames that lie in none of the ranges, as the silence that stands for
    /// a gap, are stored nowhere. It grows with the signal: what was there begins where it began.
    /// </summary>
    IReadOnlyList<StoredFrames> StoredFrames { get; }
}
