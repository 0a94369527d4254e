namespace AudioIO.Tests.Flac;

/// <summary>
/// Bytes that end before the length that was announced: a file cut while it is open, a stream that is wrong about its length, a stale size on a
/// network. No progress is the end, never a loop.
/// </summary>
public class FlacCutFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(5000)]
    [InlineData(1 << 20)]
    public void A_stream_that_announces_more_than_it_has_is_read_to_its_end(int excess)
    {
        FlacFile file = FlacDamageTests.Make(false);
        foreach (long walk in (long[])[0, 1 << 30])
        {
            foreach (DamagePolicy policy in Enum.GetValues<DamagePolicy>())
            {
                var bytes = new StreamByteSource(new Announcing(file.ToArray(), excess), leaveOpen: false);
                using FlacSource source = FlacSource.Open(bytes, 0, new AudioLoaderOptions { OnDamage = policy }, walk);
                Assert.Equal(file.Samples, FlacFile.ReadAll(source));
                Assert.Equal(DiagnosticKind.Truncated, Assert.Single(source.Diagnostics).Kind);
                Assert.True(source.Verify().IsSound);
                Assert.Equal(0, source.Refresh());
            }
        }
    }

    [Fact]
    public void A_file_cut_at_any_byte_after_it_was_opened_is_truncated_for_every_policy()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 12);
        byte[] bytes = file.ToArray();
        foreach (DamagePolicy policy in Enum.GetValues<DamagePolicy>())
        {
            for (int length = 0; length < bytes.Length; length++)
            {
                using var stream = new Announcing(bytes, 0);
                using FlacSource source = FlacSource.Open(
                    new StreamByteSource(stream, leaveOpen: false), 0, new AudioLoaderOptions { OnDamage = policy }, length % 2 << 20);
                stream.Cut(length);
                int whole = Enumerable.Range(0, 12).Count(i => file.PositionOf(i + 1) <= length);
                int[] samples = new int[file.FrameCount];
                var fault = Assert.Throws<AudioFormatException>(() => source.Read(0, samples.AsSpan()));
                Assert.Equal((AudioFormatErrorKind.Truncated, (long?)whole * 32), (fault.Kind, fault.StartFrame));
                source.Read(0, samples.AsSpan(0, whole * 32));
                Assert.Equal(file.Samples.Take(whole * 32), samples.Take(whole * 32));
                Assert.Equal((whole * 32, file.FrameCount - (whole * 32)),
                    Assert.Single(source.Verify().Damage.Select(d => (d.StartFrame!.Value, d.FrameCount!.Value))));
                Assert.Equal(0, source.Refresh());
            }
        }
    }

    [Fact]
    public void A_file_that_shrinks_between_two_reads_is_truncated_and_nothing_else()
    {
        // After so many bytes read, half of the file is gone: in the middle of looking for headers, of checksums, of decoding.
        FlacFile file = FlacDamageTests.Make(false, count: 2000);
        byte[] bytes = file.ToArray();
        for (int step = 0; step < 60; step++)
        {
            using var stream = new Announcing(bytes, 0);
            using FlacSource source = FlacSource.Open(new StreamByteSource(stream, leaveOpen: false), 0, new AudioLoaderOptions(), 0);
            stream.CutAfter(reads: step % 6, length: bytes.Length * step / 60);
            int[] sample = new int[1];
            for (int i = 0; i < 20; i++)
            {
                try
                {
                    source.Read(file.FrameCount * i / 20, sample.AsSpan());
                    Assert.Equal(file.Samples[(int)file.FrameCount * i / 20], sample[0]);
                }
                catch (AudioFormatException fault)
                {
                    Assert.Equal(AudioFormatErrorKind.Truncated, fault.Kind);
                }
            }
        }
    }

    [Fact]
    public void A_file_cut_and_grown_again_is_read_as_before()
    {
        FlacFile file = FlacDamageTests.Make(false);
        using var recorder = new Growing.Recorder(file.ToArray());
        using var source = (FlacSource)AudioLoader.OpenSource(recorder.Path);
        recorder.SetLength(file.PositionOf(20));
        Assert.Throws<AudioFormatException>(() => FlacFile.ReadAll(source));
        recorder.Write(0, file.ToArray());
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
    }

    /// <summary>A stream whose length is not the number of its bytes.</summary>
    private sealed class Announcing(byte[] bytes, int excess) : MemoryStream(bytes)
    {
        private readonly long _length = bytes.Length + excess;
        private int _end = bytes.Length;
        private int _reads = -1;
        private int _cut;

        public override long Length => _length;

        public void Cut(int length) => _end = length;

        public void CutAfter(int reads, int length) => (_reads, _cut) = (reads, length);

        public override int Read(Span<byte> buffer)
        {
            if (_reads-- == 0) _end = _cut;
            int count = (int)Math.Clamp(_end - Position, 0, buffer.Length);
            return base.Read(buffer[..count]);
        }
    }
}
