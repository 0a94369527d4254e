namespace AudioIO;

/// <summary>A file of a recording is gone. It names the frames that are gone with it, so that those of its neighbours are read.</summary>
/// <param name="path">Path of the file.</param>
/// <param name="cause">What the system says.</param>
/// <param name="lost">The frames of the file in the recording.</param>
internal sealed class MissingFileException(string path, IOException cause, FrameRange lost)
    : FileNotFoundException($"{cause.Message} Frames {lost.Start} to {lost.Stop - 1} of the recording were in it.", path, cause), IFrameDamage
{
    public long? StartFrame => lost.Start;

    public long? FrameCount => lost.Count;
}
