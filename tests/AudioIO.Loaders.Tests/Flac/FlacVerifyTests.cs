namespace AudioIO.Tests.Flac;

/// <summary>Verifying finds what nobody has read yet.</summary>
public class FlacVerifyTests
{
    [Fact]
    public void A_sound_file_matches_its_checksum_at_any_depth()
    {
        foreach (int bits in (int[])[4, 8, 12, 16, 20, 24, 32])
        {
            FlacFile file = FlacSounds.File(bits, 2, bits, Enumerable.Repeat(100, 5).Append(3));
            using FlacSource source = FlacFile.Open(file.ToArray());
            FlacVerification result = source.Verify();
            Assert.Equal((FlacMd5Result.Matches, true, file.FrameCount), (result.Md5, result.IsSound, result.Frames));
        }
    }

    [Fact]
    public void Damage_is_listed_with_its_place()
    {
        FlacFile file = FlacDamageTests.Make(false);
        foreach (int index in (int[])[3, 17]) file.Frames[index][^5] ^= 4;
        using FlacSource source = FlacFile.Open(file.ToArray());
        FlacVerification result = source.Verify();
        Assert.False(result.IsSound);
        Assert.Equal(FlacMd5Result.Differs, result.Md5);
        Assert.Equal([((long?)96, (long?)32, (long?)file.PositionOf(3)), (544, 32, file.PositionOf(17))], result.Damage.Select(d =>
            (d.StartFrame, d.FrameCount, d.Position)));
    }

    [Fact]
    public void A_wrong_checksum_differs_and_none_is_absent()
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.Md5 = [1, .. new byte[15]];
        using (FlacSource source = FlacFile.Open(file.ToArray()))
            Assert.Equal((FlacMd5Result.Differs, false), (source.Verify().Md5, source.Verify().IsSound));
        file.Md5 = new byte[16];
        using (FlacSource source = FlacFile.Open(file.ToArray()))
            Assert.Equal((FlacMd5Result.Absent, true), (source.Verify().Md5, source.Verify().IsSound));
    }

    // The first of the parts that ffmpeg cuts has the header of the whole: its numbers begin at 0 as those of a file that was cut.
    [Fact]
    public void The_checksum_of_more_frames_than_there_are_is_that_of_a_longer_recording()
    {
        FlacFile file = FlacDamageTests.Make(false);
        (byte[] md5, long frames) = (file.TrueMd5(), file.FrameCount);
        file.Md5 = [1, .. new byte[15]];
        foreach ((long announced, FlacMd5Result expected, long missing) in
            ((long, FlacMd5Result, long)[])[(frames + 1, FlacMd5Result.OfLongerStream, 1), (frames, FlacMd5Result.Differs, 0), (0, FlacMd5Result.Differs, 0)])
        {
            file.TotalFrames = announced;
            using FlacSource source = FlacFile.Open(file.ToArray());
            FlacVerification result = source.Verify();
            Assert.Equal((expected, missing, false), (result.Md5, result.MissingFrames, result.IsSound));
        }
        file.Md5 = md5;
        file.TotalFrames = frames + 1;
        using FlacSource own = FlacFile.Open(file.ToArray());
        Assert.Equal((FlacMd5Result.Matches, 1L, false), (own.Verify().Md5, own.Verify().MissingFrames, own.Verify().IsSound));
    }

    [Fact]
    public async Task It_tells_its_progress_and_can_be_cancelled()
    {
        FlacFile file = FlacSounds.File(1, 1, 8, Enumerable.Repeat(65535, 3));
        using FlacSource source = FlacFile.Open(file.ToArray());
        var progress = new Steps();
        Assert.True((await source.VerifyAsync(progress)).IsSound);
        Assert.Equal(progress.Fractions.Order(), progress.Fractions);
        Assert.Equal(1, progress.Fractions[^1]);
        Assert.True(progress.Fractions.Count > 3);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.VerifyAsync(null, cancelled.Token));
        Assert.Throws<OperationCanceledException>(() => source.Verify(null, cancelled.Token));
    }

    private sealed class Steps : IProgress<double>
    {
        public List<double> Fractions { get; } = [];

        public void Report(double value) => Fractions.Add(value);
    }
}
