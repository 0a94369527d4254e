namespace AudioIO.Tests;

/// <summary>
/// Every truncation and every changed byte of small files: an <see cref="AudioFormatException"/>, or a recording of the right shape.
/// Never another exception, never memory for what the file merely claims.
/// </summary>
public class DamagedFileTests
{
    /// <summary>
    /// Opening a small file takes a header buffer and the structures; nothing in a file of some hundred bytes needs more.
    /// </summary>
    private const long MaxOpenBytes = 64 * 1024;

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void Every_truncation_is_refused_or_shorter(string name)
    {
        byte[] whole = SmallFiles.All[name];
        long frames = FramesOf(whole);
        for (int length = 0; length < whole.Length; length++) Assert.True(Survives(whole[..length]) <= frames, $"cut to {length} bytes");
    }

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void Every_changed_byte_is_refused_or_read(string name)
    {
        byte[] whole = SmallFiles.All[name];
        foreach (byte change in (byte[])[0x01, 0x80, 0xFF, 0x55])
        {
            for (int at = 0; at < whole.Length; at++)
            {
                byte[] changed = [.. whole];
                changed[at] ^= change;
                Survives(changed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void Any_number_in_the_place_of_any_field_is_refused_or_read(string name)
    {
        byte[] whole = SmallFiles.All[name];
        ulong[] values =
        [
            0, 1, 7, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE, uint.MaxValue, 1ul << 32,
            1ul << 62, (1ul << 63) - 1, 1ul << 63, ulong.MaxValue - 23, ulong.MaxValue,
        ];
        foreach (ulong value in values)
        {
            byte[] number = BitConverter.GetBytes(value);
            for (int at = 0; at < whole.Length; at++)
            {
                foreach (int size in (int[])[2, 4, 8])
                {
                    if (at + size > whole.Length) continue;
                    byte[] changed = [.. whole];
                    number.AsSpan(0, size).CopyTo(changed.AsSpan(at));
                    Survives(changed);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void Reading_twice_over_different_contents_gives_the_same(string name)
    {
        using WaveSource source = Recordings.Open(SmallFiles.All[name], new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        double[] first = new double[source.Info.Frames * source.Info.Channels];
        double[] second = [.. first];
        first.AsSpan().Fill(double.NaN);
        second.AsSpan().Fill(7);
        source.Read<double>(0, first);
        source.Read<double>(0, second);
        Assert.Equal(first, second);
    }

    private static long FramesOf(byte[] file)
    {
        using WaveSource source = Recordings.Open(file);
        return source.Info.Frames;
    }

    /// <summary>Opens and reads; the number of frames, −1 where the file is refused.</summary>
    private static long Survives(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using WaveSource source = Recordings.Open(file);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MaxOpenBytes, "Opening allocates no more than a header buffer.");
            // No sample takes less than four bits, and no codec makes more than two frames of a byte: the file bounds the recording.
            Assert.InRange(source.Info.Frames * source.Info.Channels, 0, 2 * file.Length);
            Assert.InRange(source.Info.Channels, 1, 1024);
            Assert.InRange(source.Info.Rate, 1, uint.MaxValue);
            Assert.All(source.Chunks, c => Assert.True(c.Position >= 0 && c.Length >= 0 && c.Position <= file.Length - c.Length));
            source.ReadAll<float>();
            return source.Info.Frames;
        }
        catch (AudioFormatException)
        {
            return -1;
        }
    }
}
