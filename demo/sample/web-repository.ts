import { jose, maya, noor, olena, priya, sakura } from "./people.js";
import type { SampleRepository } from "./steps.js";

/**
 * acme/web, a shop. Its deploy has something of everything: stories and sub-tasks, a merged branch, a revert,
 * a fix that production got ahead of time, a migration, and most of what can be wrong.
 */
export const webRepository = (policy: string): SampleRepository => ({
  owner: "acme",
  name: "web",
  deployBranch: "deploy",
  targets: ["web"],
  shipped: [
    {
      do: "commit",
      by: maya,
      message: "STORY-90 Open the shop",
      files: {
        "README.md": "# Acme's shop\n",
        "app/cart.rb": "class Cart\n  def total = items.sum(&:price)\nend\n",
        "app/checkout.rb": "class Checkout\n  def pay(cart) = charge(cart.total)\nend\n",
        "app/tax.rb": "class Tax\n  def on(amount) = (amount * 0.19).floor\nend\n",
      },
    },
    {
      do: "commit",
      by: jose,
      message: "TECH-20 Check every deploy before it ships",
      files: { ".github/pre-deploy-checker.yml": policy },
    },
    {
      do: "commit",
      by: sakura,
      message: "STORY-95 商品一覧を追加",
      files: { "app/catalogue.rb": "class Catalogue\nend\n" },
    },
    { do: "branch", name: "production", from: "main" },
    { do: "branch", name: "deploy", from: "main" },
  ],
  upcoming: [
    {
      do: "commit",
      by: maya,
      message:
        "STORY-112 Pay with one click\n\nReturning customers see the card they used last. Nothing is stored here:\nthe payment provider keeps the card, we keep its reference.\n\nCo-authored-by: José Álvarez <jose@acme.example>",
      files: { "app/one_click.rb": "class OneClick\nend\n" },
    },
    {
      do: "commit",
      by: sakura,
      message: "STORY-113 ワンクリック購入のボタンを追加",
      files: { "app/views/one_click.erb": "<button>ワンクリックで購入</button>\n" },
    },
    {
      do: "commit",
      by: jose,
      message: "STORY-114 Remember the last card",
      files: {
        "app/last_card.rb": "class LastCard\nend\n",
        "db/migrate/20261116160000_add_last_card_to_customers.rb":
          "class AddLastCardToCustomers < ActiveRecord::Migration[8.0]\n  def change\n    add_column :customers, :last_card, :string, limit: 40\n  end\nend\n",
      },
    },
    {
      do: "commit",
      by: jose,
      message: "STORY-114 Forget the card when the customer asks",
      files: { "app/last_card.rb": "class LastCard\n  def forget = clear\nend\n" },
    },
    {
      do: "commit",
      as: "tax",
      by: olena,
      message:
        "STORY-118 Round tax to the nearest cent\n\nIt was cut off, so that some orders were a cent too cheap.",
      files: { "app/tax.rb": "class Tax\n  def on(amount) = (amount * 0.19).round\nend\n" },
    },
    // The fix was urgent: production got it ahead of this deploy.
    { do: "switch", to: "production" },
    { do: "cherry-pick", commit: "tax", by: olena },
    { do: "branch", name: "story-115-gift-cards", from: "deploy" },
    {
      do: "commit",
      by: priya,
      message: "STORY-115 Sell gift cards 🎁",
      files: { "app/gift_card.rb": "class GiftCard\nend\n" },
    },
    {
      do: "commit",
      by: priya,
      message: "STORY-115 Send the gift card's code by mail",
      files: { "app/gift_card_mailer.rb": "class GiftCardMailer\nend\n" },
    },
    {
      do: "commit",
      by: noor,
      message: "STORY-115 قسيمة الهدايا باللغة العربية",
      files: { "config/locales/ar.yml": "ar:\n  gift_card: قسيمة هدية\n" },
    },
    { do: "switch", to: "deploy" },
    {
      do: "commit",
      by: noor,
      message: "STORY-116 Show prices with the customer's currency",
      files: { "app/money.rb": "class Money\nend\n" },
    },
    {
      do: "merge",
      branch: "story-115-gift-cards",
      by: priya,
      message: "Merge branch 'story-115-gift-cards' into deploy",
    },
    {
      do: "commit",
      by: maya,
      message: "STORY-117 Ask for a review after delivery",
      files: {
        "app/review_request.rb": "class ReviewRequest\nend\n",
        "db/migrate/20261117101500_create_review_requests.rb":
          'class CreateReviewRequests < ActiveRecord::Migration[8.0]\n  def change\n    create_table :review_requests do |t|\n      t.references :customer, null: false\n      t.string :state, null: false, default: "open"\n      t.timestamps\n    end\n  end\nend\n',
      },
    },
    {
      do: "commit",
      as: "autoplay",
      by: sakura,
      message: "STORY-119 Play product videos by themselves",
      files: { "app/views/product.erb": "<video autoplay></video>\n" },
    },
    {
      do: "commit",
      by: olena,
      message: "STORY-122 Collect loyalty points",
      files: {
        "db/migrate/20261118093000_add_loyalty_points_to_customers.rb":
          "class AddLoyaltyPointsToCustomers < ActiveRecord::Migration[8.0]\n  def change\n    add_column :customers, :loyalty_points, :integer, null: false, default: 0\n    add_index :customers, :loyalty_points\n  end\nend\n",
        "app/loyalty.rb": "class Loyalty\nend\n",
      },
    },
    {
      do: "commit",
      by: olena,
      message: "STORY-122 Show the points in the account\n\nRelates-to: TECH-31",
      files: { "app/views/account.erb": "<p><%= points %></p>\n" },
    },
    {
      do: "commit",
      by: jose,
      message: "TECH-31 Answer health checks without the database",
      files: {
        "app/health.rb": "class Health\nend\n",
        "db/migrate/20261119140000_widen_order_ids.rb":
          "# The ids of orders run out next spring.\nclass WidenOrderIds < ActiveRecord::Migration[8.0]\n  def up\n    change_column :orders, :id, :bigint, null: false\n  end\n\n  def down\n    change_column :orders, :id, :int, null: false\n  end\nend\n",
      },
    },
    {
      do: "commit",
      by: jose,
      message: "TECH-32 Log in JSON",
      files: { "config/logging.rb": 'Logging.format = "json"\n' },
    },
    {
      do: "commit",
      by: sakura,
      message: "Fix a typo in the footer",
      files: { "app/views/footer.erb": "<footer>Acme, since 1949</footer>\n" },
    },
    {
      do: "commit",
      by: maya,
      message: "Explain how to run the shop [no-jira]",
      files: { "README.md": "# Acme's shop\n\nRun bin/server.\n" },
    },
    { do: "revert", commit: "autoplay", by: maya },
    {
      do: "commit",
      by: noor,
      message: "STORY-999 Sort reviews by date",
      files: { "app/reviews.rb": "class Reviews\nend\n" },
    },
    {
      do: "commit",
      by: priya,
      message:
        "STORY-123 Suggest what goes well together\n\nAlso closes STORY-124: both lists share the query.",
      files: { "app/suggestions.rb": "class Suggestions\nend\n" },
    },
    {
      do: "commit",
      by: priya,
      message: "STORY-124 Remember what was looked at last",
      files: { "app/recently_viewed.rb": "class RecentlyViewed\nend\n" },
    },
    {
      do: "commit",
      by: noor,
      message: "STORY-125 Write dates from right to left where the language is",
      files: { "app/dates.rb": "class Dates\nend\n" },
    },
    {
      do: "commit",
      by: olena,
      message: "TECH-33 Оновити залежності\n\nUTF-8 everywhere; fixes CVE-2026-1234.",
      files: { "Gemfile.lock": "rack (3.2.9)\n" },
    },
    {
      do: "commit",
      by: maya,
      message: "STORY-112 Say when a card is about to expire",
      files: { "app/one_click.rb": "class OneClick\n  def expiring? = card.expires_soon?\nend\n" },
    },
    {
      do: "commit",
      by: jose,
      message: "wip",
      files: { "app/one_click.rb": "class OneClick\n  def expiring? = card.expires_within?(30)\nend\n" },
    },
    {
      do: "commit",
      by: sakura,
      message: "STORY-126 ☕ Tip the barista",
      files: { "app/tip.rb": "class Tip\nend\n" },
    },
    {
      do: "commit",
      by: sakura,
      message: "STORY-126 Let the tip be a percentage",
      files: { "app/tip.rb": "class Tip\n  def of(total) = total * rate\nend\n" },
    },
  ],
});
