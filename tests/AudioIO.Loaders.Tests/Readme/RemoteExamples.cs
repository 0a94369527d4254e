using System.Net.Http.Headers;
using AudioIO.Tests.Remote;

namespace AudioIO.Tests.Readme;

/// <summary>The examples of docs/remote.md, line by line.</summary>
public class RemoteExamples
{
    private static readonly LongFlac Flac = new(8000, 1, 60, hasSeekTable: true);

    [Fact]
    public void A_client_of_ones_own_sends_its_headers()
    {
        var store = new FakeStore(Flac.ToArray());
        string token = "t", sent = "";
        Uri address = FakeStore.Address;
        store.Change = (_, answer) =>
        {
            sent = answer.RequestMessage?.Headers.Authorization?.Parameter ?? sent;
            return answer;
        };
        HttpMessageHandler handler = store;
        var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var options = new RangeOptions { Client = client, Timeout = TimeSpan.FromMinutes(1), TailBytes = 1 << 17 };
        using AudioLoader<float> guarded = AudioLoader.Open(new RangeByteSource(address, options));
        Assert.Equal((Flac.Frames, "t"), (guarded.Frames, sent));
    }

    [Fact]
    public void A_signature_is_renewed_by_whoever_signs()
    {
        string name = "night.flac";
        var store = new FakeStore(Flac.ToArray());
        store.Change = (_, answer) =>
            answer.RequestMessage!.RequestUri!.Query == "?signature=night.flac" ? answer : new(System.Net.HttpStatusCode.Forbidden);
        var renewing = new RangeOptions { Renew = cancellationToken => SignAsync(name, cancellationToken) };
        renewing = renewing with { Client = store.Options.Client };
        using var bytes = new RangeByteSource(FakeStore.Address, renewing);
        Assert.Equal(Flac.Length, bytes.Length);

        static Task<Uri> SignAsync(string name, CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested ? Task.FromCanceled<Uri>(cancellationToken) : Task.FromResult(new Uri(FakeStore.Address, $"?signature={name}"));
    }

    [Fact]
    public void A_source_of_ones_own_is_read_like_any_other()
    {
        byte[] file = Flac.ToArray();
        using AudioLoader<int> data = AudioLoader.Open<int>(new StoreBytes(
            "20240601_220000.flac", file.Length, (position, count, _) => Task.FromResult(file[(int)position..((int)position + count)])));
        Assert.Equal(Flac.Sample(Flac.Frames / 2, 0), data[Flac.Frames / 2, 0]);
        Assert.Equal(2024, data.ClockAt(0)!.Value.Year);
    }

    private sealed class StoreBytes : ByteSource
    {
        private readonly Func<long, int, CancellationToken, Task<byte[]>> _fetch;

        public StoreBytes(string name, long length, Func<long, int, CancellationToken, Task<byte[]>> fetch)
        {
            (Path, Length, _fetch) = (name, length, fetch);
        }

        public override string Path { get; }

        public override bool IsRemote => true;

        protected override int ReadBytes(long position, Span<byte> destination)
        {
            byte[] bytes = _fetch(position, destination.Length, CancellationToken.None).GetAwaiter().GetResult();
            bytes.CopyTo(destination);
            return bytes.Length;
        }
    }
}
