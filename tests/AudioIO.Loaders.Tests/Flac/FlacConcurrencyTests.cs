namespace AudioIO.Tests.Flac;

/// <summary>One source serves several threads, and several threads serve one request.</summary>
public class FlacConcurrencyTests
{
    [Theory]
    [InlineData(DamagePolicy.Throw)]
    [InlineData(DamagePolicy.Silence)]
    public void Eight_threads_read_one_source_at_once(DamagePolicy policy)
    {
        FlacFile file = FlacDamageTests.Make(false, count: 400, channels: 2);
        file.Frames[200][^5] ^= 1;
        using FlacSource source = FlacFile.Open(file.ToArray(), policy, wholeWalkBytes: 0);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, seed =>
            FlacWindows.AssertEqual(source, file.Samples, frame => frame is >= 6400 and < 6432, seed, 200));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Long_requests_are_the_same_on_any_number_of_threads(int threads)
    {
        foreach (bool variable in (bool[])[false, true])
        {
            FlacFile file = FlacDamageTests.Make(variable, count: 600, channels: 2);
            using FlacSource source = FlacFile.Open(file.ToArray(), threads: threads);
            for (int i = 0; i < 10; i++)
            {
                int[] all = new int[(file.FrameCount - (7 * i)) * 2];
                source.Read(3 * i, all.AsSpan());
                Assert.Equal(file.Samples.GetRange(6 * i, all.Length), all);
            }
        }
    }

    [Fact]
    public void Damage_on_several_threads_is_told_as_the_first_one_in_the_file()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 600);
        foreach (int index in (int[])[100, 300, 500]) file.Frames[index][^5] ^= 1;
        byte[] bytes = file.ToArray();
        using FlacSource source = FlacFile.Open(bytes, threads: 4);
        int[] all = new int[file.FrameCount];
        for (int i = 0; i < 20; i++)
            Assert.Equal(100 * 32, Assert.Throws<AudioFormatException>(() => source.Read(0, all.AsSpan())).StartFrame);
        using FlacSource silent = FlacFile.Open(bytes, DamagePolicy.Silence, threads: 4);
        FlacWindows.AssertPart(silent, file.Samples, frame => frame / 32 is 100 or 300 or 500, 0, all.Length, "silence");
        Assert.Equal(3, silent.Diagnostics.Count);
    }

    [Fact]
    public void Several_long_requests_at_once_do_not_mix()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 600, channels: 2);
        using FlacSource source = FlacFile.Open(file.ToArray(), threads: 4);
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            float[] all = new float[(file.FrameCount - i) * 2];
            source.Read(i, all.AsSpan());
            for (int j = 0; j < all.Length; j++) Assert.Equal(file.Samples[(2 * i) + j] / 32768f, all[j]);
        });
    }
}
