using System.Runtime.InteropServices;

namespace AudioIO.Benchmarks.Peers;

/// <summary>A recording opened by libsndfile, the library behind most readers of the field: the incumbent of these benchmarks.</summary>
internal sealed unsafe partial class SndFile : IDisposable
{
    private const int ReadMode = 0x10; // SFM_READ
    private const int FromStart = 0;   // SEEK_SET
    private nint _file;

    public SndFile(string path)
    {
        Header info = default;
        _file = Open(path, ReadMode, ref info);
        if (_file == 0) throw new InvalidOperationException($"libsndfile does not open {path}.");
        Frames = info.Frames;
        Channels = info.Channels;
    }

    /// <summary>True where this libsndfile reads the format.</summary>
    public static bool CanOpen(string path)
    {
        Header info = default;
        nint file = Open(path, ReadMode, ref info);
        if (file != 0) _ = Close(file);
        return file != 0;
    }

    public long Frames { get; }

    public int Channels { get; }

    /// <summary>Reads the next frames, interleaved; fewer than fit only at the end.</summary>
    public long Read(Span<float> destination)
    {
        fixed (float* values = destination) return ReadFrames(_file, values, destination.Length / Channels);
    }

    public void Seek(long frame)
    {
        if (Seek(_file, frame, FromStart) != frame) throw new InvalidOperationException($"libsndfile does not seek to {frame}.");
    }

    public void Dispose()
    {
        if (_file != 0) _ = Close(_file);
        _file = 0;
    }

    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int mode, ref Header info);

    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_readf_float")]
    private static partial long ReadFrames(nint file, float* values, long frames);

    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_seek")]
    private static partial long Seek(nint file, long frames, int whence);

    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_close")]
    private static partial int Close(nint file);

    /// <summary>SF_INFO of sndfile.h.</summary>
    private struct Header
    {
        public long Frames;
        public int SampleRate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }
}
