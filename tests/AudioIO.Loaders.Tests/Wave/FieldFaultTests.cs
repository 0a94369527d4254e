using AudioIO.Tests.Field;
using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>WAV as the field leaves it: what is read, and what is said about it.</summary>
public class FieldFaultTests
{
    private static readonly int[] Expected = [.. Enumerable.Range(1, 1000)];

    [Theory]
    [InlineData("RIFF", "RIFF")]
    [InlineData("RIFF", "RIFX")]
    [InlineData("RF64", "RIFF")]
    [InlineData("Wave64", "Wave64")]
    [InlineData("RIFF", "Wave64")]
    [InlineData("Wave64", "RIFF")]
    [InlineData("RIFF", "FLAC")]
    [InlineData("BW64", "FLAC")]
    public void A_second_recording_behind_the_first_is_named(string first, string second)
    {
        byte[] file = FieldFiles.SecondRecordingBehind(first, second);
        int position = FieldFiles.Whole(first).Length;
        using WaveSource source = Open(file);
        Assert.Equal(Expected, source.ReadAll<int>());
        string message = $"Another recording ({second}) of {file.Length - position} bytes begins at byte {position}, which is not read";
        source.AssertNote(DiagnosticKind.Ignored, message);
        Assert.DoesNotContain(source.Chunks, chunk => chunk.Position > position);
        Assert.Single(source.Diagnostics);
        Assert.Equal(1000, AudioLoader.Identify(new MemoryStream(file)).Frames);
    }

    [Theory]
    [InlineData(0x00FFFFFFu)]
    [InlineData(100u)]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFEu)]
    [InlineData(0x7FFFF000u)]
    public void Of_two_sizes_that_contradict_the_one_that_leads_somewhere_counts(uint own)
    {
        byte[] chunk = WaveBuilder.Riff().Chunk("LIST", new byte[20]).ToArray()[12..];
        foreach (string id in new[] { "RF64", "BW64", "RIFF" })
        {
            foreach (byte[] behind in new byte[][] { [], chunk })
            {
                using WaveSource source = Open(FieldFiles.SizesThatContradict(id, own, 2000, behind));
                Assert.Equal(Expected, source.ReadAll<int>());
                source.AssertNote(DiagnosticKind.Contradiction, $"The data chunk claims {own} bytes, ds64 2000; 2000 counts");
            }
        }
    }

    [Fact]
    public void A_right_size_in_the_data_chunk_counts_beside_a_wrong_ds64()
    {
        foreach (ulong wrong in new ulong[] { 0, 10, 1UL << 40, ulong.MaxValue })
        {
            using WaveSource source = Open(FieldFiles.SizesThatContradict("RF64", 2000, wrong, []));
            Assert.Equal(Expected, source.ReadAll<int>());
        }
    }

    [Theory]
    [InlineData(0x7FFFF000u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFEu)]
    [InlineData(0xFFFFFFD0u)]
    [InlineData(0xFFFFFFFFu)]
    public void A_placeholder_of_a_pipe_means_to_the_end(uint claim)
    {
        using WaveSource source = Open(FieldFiles.PlaceholderOfPipe(claim));
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Recovered, $"never written (0x{claim:X8})");
        Assert.Single(source.Diagnostics);
    }

    [Theory]
    [InlineData(0x7FFFF000u, 3L << 30)]
    [InlineData(0x80000000u, 5L << 30)]
    [InlineData(0xFFFFFFD0u, 6L << 30)]
    public void A_placeholder_that_the_file_is_longer_than_means_to_the_end(uint claim, long length)
    {
        byte[] header = WaveBuilder.Riff().Format(WaveFormat.Pcm(8)).Data([], claim).ToArray();
        using WaveSource source = Open(new SparseStream(header, length));
        Assert.Equal(length, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Recovered, $"never written (0x{claim:X8})");
    }

    [Fact]
    public void A_length_of_2_GiB_that_is_true_is_believed()
    {
        byte[] header = WaveBuilder.Riff().Format(WaveFormat.Pcm(8)).Data([], 0x80000000).ToArray();
        byte[] chunk = WaveBuilder.Riff().Chunk("LIST", new byte[20]).ToArray()[12..];
        using WaveSource source = Open(new SparseStream(header, 0x80000000, chunk));
        Assert.Equal(0x80000000, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData("RIFF", 0u)]
    [InlineData("RIFF", 0xFFFFFFFFu)]
    [InlineData("RIFF", 0x7FFFF000u)]
    [InlineData("RIFF", 1_000_000u)]
    [InlineData("RF64", 0xFFFFFFFFu)]
    [InlineData("RIFX", 0u)]
    [InlineData("Wave64", 24u)]
    [InlineData("Wave64", 1_000_000u)]
    public void Metadata_behind_sizes_that_were_never_finished_are_no_sound(string format, uint claim)
    {
        string[][] kinds = format == "Wave64" ? [["LIST"], ["bext", "LIST"]] : [["guan"], ["LIST"], ["bext", "iXML"], ["wamd", "guan", "LIST"]];
        foreach (string[] ids in kinds)
        {
            using WaveSource source = Open(FieldFiles.MetadataBehindUnfinishedSizes(format, claim, ids));
            Assert.Equal(Expected, source.ReadAll<int>());
            Assert.Equal(ids, source.Chunks.Select(chunk => chunk.Id).Where(ids.Contains));
            source.AssertNote(claim > 24 && claim < 2_000_000 ? DiagnosticKind.Truncated : DiagnosticKind.Recovered, "where the chunks at the end");
        }
    }

    [Fact]
    public void Sound_that_spells_an_id_is_sound()
    {
        byte[] audio = [.. FieldFiles.Audio[..1000], .. "LIST"u8, .. BitConverter.GetBytes(100), .. FieldFiles.Audio[..500]];
        using WaveSource source = Open(WaveBuilder.Riff().Format(FieldFiles.Mono16).Data(audio, 0).ToArray());
        Assert.Equal(audio.Length / 2, source.Info.Frames);
    }

    [Fact]
    public void A_header_wiped_to_zeros_is_named() => Assert.Contains(
        "a header wiped to zeros: the first 44 of 2044 bytes", Refusal(FieldFiles.HeaderWipedToZeros()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_chunk_id_with_a_zero_is_shown() => Assert.Contains(
        @"expected a chunk 'fmt ', found only 'fmt\x00', 'data'", Refusal(FieldFiles.ChunkIdWithZero()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_data_chunk_two_bytes_over_the_next_is_read()
    {
        using WaveSource source = Open(FieldFiles.DataTwoBytesOverNextChunk());
        Assert.Equal(Expected, source.ReadAll<int>()[..1000]);
    }

    [Fact]
    public void An_odd_bext_without_its_pad_byte_is_read_and_so_is_what_follows()
    {
        byte[] description = new byte[603];
        "a night"u8.CopyTo(description);
        byte[] audio = [.. Expected.SelectMany(value => BitConverter.GetBytes((short)value))];
        using WaveSource source = Open(
            WaveBuilder.Riff().Chunk("bext", description, pad: false).Format(WaveFormat.Pcm(16)).Data(audio).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        Assert.Equal("a night", source.Metadata["BEXT.Description"]);
    }

    [Theory]
    [InlineData(488, "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0. Amplitude threshold was 128 with 5s minimum trigger duration.")]
    [InlineData(480, "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0. Frequency trigger (8.0kHz) threshold was 1.0%.")]
    [InlineData(512, "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0. Amplitude threshold was 128.")]
    public void Silent_stretches_that_AudioMoth_left_out_are_counted(int headerBytes, string comment)
    {
        byte[] file = FieldFiles.AudioMothTriggered(headerBytes, comment, 5, 0x12345678, 1);
        using WaveSource source = Open(file);
        long frames = (5L + 0x12345678 + 1) * 256;
        source.AssertNote(DiagnosticKind.Contradiction, $"AudioMoth left out 3 silent stretches of together {frames} frames");
        Assert.Equal((file.Length - headerBytes) / 2, source.Info.Frames);
    }

    [Fact]
    public void Without_the_comment_of_a_trigger_nothing_is_looked_for()
    {
        using WaveSource source = Open(FieldFiles.AudioMothTriggered(488, "Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0.", 5));
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void Bytes_that_end_before_their_length_are_truncated()
    {
        byte[] file = WaveBuilder.File(FieldFiles.Mono16, FieldFiles.Audio);
        for (int present = 0; present < file.Length; present += 7)
        {
            using var bytes = new CountingBytes(file) { Present = present };
            try
            {
                using AudioSource source = AudioLoader.OpenSource(bytes);
                var fault = Assert.Throws<AudioFormatException>(() => source.ReadAll<int>());
                Assert.Equal(AudioFormatErrorKind.Truncated, fault.Kind);
            }
            catch (AudioFormatException refusal)
            {
                Assert.True(present < 44, refusal.Message);
            }
        }
    }
}
