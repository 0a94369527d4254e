using BenchmarkDotNet.Attributes;

namespace AudioIO.Benchmarks;

/// <summary>
/// A whole recording into a WAV file: what cutting out costs per second of sound. The copy of the file by the operating system is the limit
/// for WAV, decoding alone for FLAC. Leaves out the disk: what is written stays in the page cache until the system writes it.
/// </summary>
public class Exporting
{
    private const int PieceValues = 1 << 19;
    private readonly string _target = Path.Combine(Path.GetTempPath(), $"audioio-export-{Environment.ProcessId}.wav");
    private readonly short[] _piece = new short[PieceValues];
    private string _path = "";
    private AudioSource _wave = null!;
    private AudioSource _flac = null!;

    [GlobalSetup]
    public void Setup()
    {
        _path = Recordings.Stereo16;
        _wave = AudioLoader.OpenSource(_path);
        _flac = AudioLoader.OpenSource(Recordings.Flac(_path));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _wave.Dispose();
        _flac.Dispose();
        File.Delete(_target);
    }

    [Benchmark(Baseline = true)]
    public void CopyWave()
    {
        // Into a new file, as an export does.
        File.Delete(_target);
        File.Copy(_path, _target);
    }

    [Benchmark]
    public void ExportWave() => Export(_wave);

    [Benchmark]
    public void DecodeFlac()
    {
        int pieceFrames = PieceValues / _flac.Channels / _flac.FramesPerUnit * _flac.FramesPerUnit;
        for (long frame = 0; frame < _flac.Frames; frame += pieceFrames)
            _flac.Read(frame, _piece.AsSpan(0, (int)Math.Min(pieceFrames, _flac.Frames - frame) * _flac.Channels));
    }

    [Benchmark]
    public void ExportFlac() => Export(_flac);

    internal static IEnumerable<Result> Short()
    {
        var benchmark = new Exporting();
        benchmark.Setup();
        yield return Compare.Speed("WAV of 16 bits exported", "copy of the file", 0.8, benchmark.ExportWave, benchmark.CopyWave, pairs: 15);
        yield return Compare.Speed("FLAC exported", "decoding alone", 0.85, benchmark.ExportFlac, benchmark.DecodeFlac, pairs: 15);
        benchmark.Cleanup();
    }

    private void Export(AudioSource source)
    {
        File.Delete(_target);
        source.Export(_target, 0, source.Frames);
    }
}
