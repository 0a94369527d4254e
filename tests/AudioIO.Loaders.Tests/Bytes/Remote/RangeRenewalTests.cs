using System.Net;

namespace AudioIO.Tests.Remote;

/// <summary>Addresses that are signed for a while, and signed anew by whoever reads.</summary>
public class RangeRenewalTests
{
    private static readonly byte[] Content = RangeByteSourceTests.Random(3_000_000);

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_signature_that_expires_is_renewed_once_for_all_who_are_refused(int status)
    {
        foreach (bool isAsync in (bool[])[false, true])
        {
            var store = new FakeStore(Content);
            int renewals = 0;
            bool isExpired = false;
            store.Change = (_, answer) =>
            {
                bool isNew = answer.RequestMessage!.RequestUri!.Query == "?signature=NEW";
                return isExpired && !isNew ? new((HttpStatusCode)status) : answer;
            };
            RangeOptions options = store.Options with
            {
                Renew = _ =>
                {
                    Interlocked.Increment(ref renewals);
                    return Task.FromResult(new Uri(FakeStore.Address, "?signature=NEW"));
                },
            };
            using var bytes = new RangeByteSource(FakeStore.Address, options);
            isExpired = true;
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            {
                byte[] read = new byte[5000];
                int position = 1_000_000 + (i * 200_000);
                Assert.Equal(5000, isAsync ? await bytes.ReadAsync(position, read) : bytes.Read(position, read));
                Assert.True(read.AsSpan().SequenceEqual(Content.AsSpan(position, 5000)));
            })));
            Assert.Equal(1, renewals);
            Assert.Empty(store.Waits);
        }
    }

    [Fact]
    public void A_renewed_address_that_is_refused_again_is_a_refusal_and_one_of_another_object_a_change()
    {
        var store = new FakeStore(Content);
        int renewals = 0;
        RangeOptions options = store.Options with { Renew = _ => Task.FromResult(new Uri(FakeStore.Address, $"?signature={++renewals}")) };
        using var bytes = new RangeByteSource(FakeStore.Address, options);
        store.Change = (_, _) => new(HttpStatusCode.Forbidden);
        Assert.Throws<UnauthorizedAccessException>(() => bytes.Read(2_000_000, new byte[10]));
        Assert.Equal((1, 3), (renewals, store.Requests.Count));
        store.Change = (_, answer) => answer.RequestMessage!.RequestUri!.Query == "?signature=1" ? new(HttpStatusCode.Forbidden) : answer;
        store.Tag = "\"two\"";
        Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => bytes.Read(2_000_000, new byte[10])).Kind);
        Assert.Equal(2, renewals);
        using var relative = new RangeByteSource(FakeStore.Address, store.Options with { Renew = _ => Task.FromResult(new Uri("a", UriKind.Relative)) });
        store.Change = (_, _) => new(HttpStatusCode.Forbidden);
        Assert.Throws<InvalidOperationException>(() => relative.Read(2_000_000, new byte[10]));
    }
}
