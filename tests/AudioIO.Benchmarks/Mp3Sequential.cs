using AudioIO.Benchmarks.Peers;
using NLayer;

namespace AudioIO.Benchmarks;

/// <summary>
/// A whole MP3 recording as float, in blocks, from the page cache. NLayer, which decodes for us, is what exactness at every frame is paid
/// over; libsndfile, which decodes by libmpg123, is what other programs take. Leaves out the disk, and the first look at the file.
/// </summary>
internal static class Mp3Sequential
{
    private const int BlockFrames = 1 << 14;

    public static IEnumerable<Result> Short()
    {
        if (Recordings.Mp3(Recordings.Stereo16) is not { } path)
        {
            Console.WriteLine("MP3 against NLayer and libsndfile: skipped, there is no ffmpeg that makes MP3 files.");
            yield break;
        }
        using AudioSource source = AudioLoader.OpenSource(path, new AudioLoaderOptions { Formats = [NAudioFormats.Mp3] });
        using var nLayer = new MpegFile(path);
        float[] block = new float[BlockFrames * source.Channels];
        void Ours()
        {
            for (long frame = 0; frame < source.Frames; frame += BlockFrames)
                source.Read(frame, block.AsSpan(0, (int)Math.Min(BlockFrames, source.Frames - frame) * source.Channels));
        }
        void NLayer()
        {
            nLayer.Position = 0;
            while (nLayer.ReadSamples(block, 0, block.Length) > 0) ;
        }
        yield return Compare.CpuSpeed("MP3 of 128 kbit/s → float, source", "NLayer", 0.8, Ours, NLayer, pairs: 3);
        if (!SndFile.CanOpen(path)) yield break;
        using var sndFile = new SndFile(path);
        void LibSndFile()
        {
            sndFile.Seek(0);
            while (sndFile.Read(block) == BlockFrames) ;
        }
        yield return Compare.CpuSpeed("MP3 of 128 kbit/s → float, source", "libsndfile", 0.2, Ours, LibSndFile, pairs: 3);
    }
}
