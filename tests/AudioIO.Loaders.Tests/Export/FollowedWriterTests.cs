using System.Diagnostics;
using System.Globalization;
using AudioIO.Tests.Joining;

namespace AudioIO.Tests.Export;

/// <summary>A file that is read while it is being written.</summary>
public sealed class FollowedWriterTests : IDisposable
{
    private const int Channels = 2;

    // Frames between two flushes. With the size at which the file becomes RF64, the change lies among them.
    private static readonly int[] Portions = [1, 100, 3, 5000, 77, 40_000, 1];
    private const long WideBytes = 20_000;

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["growing.wav"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WaveHeader.MaxRiffBytes)]
    [InlineData(WideBytes)]
    public void Another_process_follows_a_writer(long maxRiffBytes)
    {
        using WaveWriter writer = Create(maxRiffBytes);
        // "dotnet" runs the tests; it runs the assembly itself as well.
        var start = new ProcessStartInfo("dotnet", [typeof(Follower).Assembly.Location, Target])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process reader = Process.Start(start)!;
        Assert.Equal(0, Answer(reader));
        foreach (int portion in Portions)
        {
            writer.Write(Waves.Counting(writer.Frames, portion, Channels));
            writer.Flush();
            reader.StandardInput.WriteLine();
            Assert.Equal(writer.Frames, Answer(reader));
        }
        // Without a flush nothing is promised but that nothing wrong is read.
        writer.Write(Waves.Counting(writer.Frames, 100_000, Channels));
        reader.StandardInput.WriteLine();
        Assert.InRange(Answer(reader), writer.Frames - 100_000, writer.Frames);
        writer.Dispose();
        reader.StandardInput.WriteLine();
        Assert.Equal(writer.Frames, Answer(reader));
        reader.StandardInput.Close();
        reader.WaitForExit();
        Assert.Equal(0, reader.ExitCode);
    }

    [Theory]
    [InlineData(WaveHeader.MaxRiffBytes)]
    [InlineData(0)]
    public void Frames_that_the_header_learns_of_later_are_seen_although_the_file_is_no_longer(long maxRiffBytes)
    {
        const int PageBytes = 128 * 1024; // what the writer writes at once, up to multiples of it
        using WaveWriter writer = Create(maxRiffBytes);
        writer.Write(Waves.Counting(0, 1, Channels));
        writer.Flush();
        using AudioLoader<short> data = AudioLoader.Open<short>(Target);
        int frames = (int)(PageBytes - new FileInfo(Target).Length) / (2 * Channels);
        writer.Write(Waves.Counting(1, frames, Channels));
        Assert.Equal(PageBytes, new FileInfo(Target).Length);
        data.Refresh();
        writer.Flush();
        Assert.Equal(PageBytes, new FileInfo(Target).Length);
        data.Refresh();
        Assert.Equal(Waves.Counting(0, 1 + frames, Channels), data[..].ToArray());
    }

    [Theory]
    [InlineData(WaveHeader.MaxRiffBytes)]
    [InlineData(WideBytes)]
    public async Task A_reader_beside_a_writer_sees_at_least_what_was_flushed_and_nothing_wrong(long maxRiffBytes)
    {
        const int Flushes = 400;
        using WaveWriter writer = Create(maxRiffBytes);
        long flushed = 0;
        Task writing = Task.Run(() =>
        {
            var random = new Random(1);
            for (int i = 0; i < Flushes; i++)
            {
                writer.Write(Waves.Counting(writer.Frames, random.Next(200), Channels));
                writer.Flush();
                Volatile.Write(ref flushed, writer.Frames);
            }
        });
        using AudioLoader<short> data = AudioLoader.Open<short>(Target);
        long seen = 0;
        bool isLast;
        do
        {
            isLast = writing.IsCompleted;
            long promised = Volatile.Read(ref flushed);
            data.Refresh();
            Assert.True(data.Frames >= promised, $"{data.Frames} frames of {promised}.");
            short[] added = new short[(data.Frames - seen) * Channels];
            data.Read(seen, added);
            Assert.Equal(Waves.Counting(seen, added.Length / Channels, Channels), added);
            seen = data.Frames;
            // A fresh reader finds the same.
            using AudioLoader<short> fresh = AudioLoader.Open<short>(Target);
            Assert.True(fresh.Frames >= promised);
        }
        while (!isLast);
        await writing;
        Assert.Equal(writer.Frames, data.Frames);
    }

    private WaveWriter Create(long maxRiffBytes) =>
        new(Target, 8000, Channels, WaveEncoding.Pcm16, new WaveWriterOptions { MaxRiffBytes = maxRiffBytes });

    private static long Answer(Process reader) => long.Parse(reader.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
}
