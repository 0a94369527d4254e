namespace AudioIO;

/// <summary>A file of a recording, and where its frames lie in the whole.</summary>
public sealed class RecordingFile
{
    private readonly AudioSource _recording;

    internal RecordingFile(AudioSource recording, int index, string? path, AudioInfo info, long startFrame)
    {
        _recording = recording;
        Index = index;
        Path = path;
        Info = info;
        StartFrame = startFrame;
    }

    /// <summary>Place among the files of the recording, from 0.</summary>
    public int Index { get; }

    /// <summary>Path of the file; null for a stream.</summary>
    public string? Path { get; }

    /// <summary>Format, rate and measured length of this file.</summary>
    public AudioInfo Info { get; }

    /// <summary>First frame of the file in the whole recording; that of the next file where this one is empty.</summary>
    public long StartFrame { get; }

    /// <summary>Number of frames of the file, from 0.</summary>
    public long FrameCount => Info.Frames;

    /// <summary>When the file's first frame was recorded; null where the file does not say.</summary>
    public StartTime? StartTime => _recording.StartTimeOf(this);

    /// <summary>What the file says beside its samples. Read by the first call, which opens the file.</summary>
    /// <exception cref="IOException">The file is gone, has changed since the recording was opened, or cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The recording was closed before.</exception>
    public Metadata Metadata => _recording.MetadataOf(this);

    /// <summary>Index, path and frames of the file.</summary>
    public override string ToString() => $"{Index}: {Path ?? "stream"}, frames {StartFrame} to {StartFrame + FrameCount}";
}
