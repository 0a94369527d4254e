namespace AudioIO;

/// <summary>
/// An exception that says which frames cannot be read, so that those around them are. A load that fails with one is tried again with fewer
/// frames around those asked for; any other failure, as of a disk, is thrown at once.
/// </summary>
public interface IFrameDamage
{
    /// <summary>First frame that cannot be read; null where the fault has no place among the frames.</summary>
    long? StartFrame { get; }

    /// <summary>Number of frames that cannot be read; null where the fault has no place among the frames.</summary>
    long? FrameCount { get; }
}
