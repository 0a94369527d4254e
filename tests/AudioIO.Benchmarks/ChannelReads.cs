namespace AudioIO.Benchmarks;

/// <summary>
/// A recording of eight channels channel by channel, as most signal processing wants it, against the same frames interleaved: what taking
/// them apart costs. Through the array, in blocks that fit its window.
/// </summary>
internal static class ChannelReads
{
    private const int BlockFrames = 1 << 14;

    public static IEnumerable<Result> Short()
    {
        foreach ((string name, string path) in new[] { ("WAV", Recordings.Eight16), ("FLAC", Recordings.Flac(Recordings.Eight16)) })
        {
            using AudioLoader<float> array = AudioLoader.Open(path, new AudioLoaderOptions { MaxDecodingThreads = 1 });
            float[] block = new float[BlockFrames * array.Channels];
            void Each(Action<long, int> read)
            {
                for (long frame = 0; frame < array.Frames; frame += BlockFrames) read(frame, (int)Math.Min(BlockFrames, array.Frames - frame));
            }
            void Interleaved() => Each((frame, count) => array.Read(frame, block.AsSpan(0, count * array.Channels)));
            void Planar() => Each((frame, count) => array.ReadPlanar(frame, block.AsSpan(0, count * array.Channels)));
            void One() => Each((frame, count) => array.Read(frame, 3, block.AsSpan(0, count)));
            yield return Compare.Cost($"{name} of 8 channels, planar", "interleaved", 1.5, Planar, Interleaved);
            yield return Compare.Cost($"{name} of 8 channels, one of them", "interleaved", 1.2, One, Interleaved);
        }
    }
}
